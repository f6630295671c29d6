/** What lies between an open panel and the page. */
export const overlayLook =
	'fixed inset-0 z-50 bg-shade data-[state=open]:animate-fade-in data-[state=closed]:animate-fade-out';

/** A panel: from the bottom and the full height on a phone, in the middle where there is room. */
export const panelLook = [
	'fixed z-50 flex flex-col bg-raised text-ink outline-none',
	'max-md:inset-x-0 max-md:bottom-0 max-md:h-[calc(100dvh-env(safe-area-inset-top))]',
	'max-md:data-[state=open]:animate-slide-up max-md:data-[state=closed]:animate-slide-down',
	'md:inset-x-0 md:top-[12vh] md:mx-auto md:max-h-[76vh] md:w-[calc(100%-3rem)]',
	'md:rounded-xl md:border md:border-line',
	'md:data-[state=open]:animate-rise-in md:data-[state=closed]:animate-rise-out'
];
