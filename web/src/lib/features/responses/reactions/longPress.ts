const held = 450;
const moved = 10;

/** A finger that stays; what the same finger would otherwise press is left unpressed. */
export function longPress(onheld: () => void) {
	return (element: HTMLElement): (() => void) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let from = { x: 0, y: 0 };
		let happened = false;

		const stop = () => clearTimeout(timer);
		const down = (event: PointerEvent) => {
			happened = false;
			if (event.pointerType === 'mouse') return;
			from = { x: event.clientX, y: event.clientY };
			timer = setTimeout(() => {
				happened = true;
				onheld();
			}, held);
		};
		const move = (event: PointerEvent) => {
			if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > moved) stop();
		};
		const click = (event: MouseEvent) => {
			if (!happened) return;
			event.preventDefault();
			event.stopImmediatePropagation();
			happened = false;
		};
		const menu = (event: Event) => {
			if (happened) event.preventDefault();
		};

		element.addEventListener('pointerdown', down);
		element.addEventListener('pointermove', move);
		element.addEventListener('pointerup', stop);
		element.addEventListener('pointercancel', stop);
		element.addEventListener('click', click, { capture: true });
		element.addEventListener('contextmenu', menu);
		return () => {
			stop();
			element.removeEventListener('pointerdown', down);
			element.removeEventListener('pointermove', move);
			element.removeEventListener('pointerup', stop);
			element.removeEventListener('pointercancel', stop);
			element.removeEventListener('click', click, { capture: true });
			element.removeEventListener('contextmenu', menu);
		};
	};
}
