declare global {
	namespace App {
		interface PageState {
			/** Set while a sheet or dialog is open as a step of its own in the history. */
			overlay?: string;
		}
	}
}

export {};
