/** Those who wait for the connection to come back, each for so long. */
export class Returning {
	#waiting = new Set<(back: boolean) => void>();

	within(time: number): Promise<boolean> {
		return new Promise((resolve) => {
			const settle = (back: boolean) => {
				clearTimeout(timer);
				this.#waiting.delete(settle);
				resolve(back);
			};
			const timer = setTimeout(() => settle(false), time);
			this.#waiting.add(settle);
		});
	}

	back(): void {
		for (const settle of [...this.#waiting]) settle(true);
	}
}
