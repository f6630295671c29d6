import type { Translation } from '$lib/kernel';
import type { en } from './messages';

export const de: Translation<typeof en> = {
	not_a_picture: (name) => `${name} ist kein Bild.`,
	too_large: (name) => `${name} ist größer als 10 MB.`,
	too_many: (count) => `Höchstens ${count} Bilder in einem Beitrag.`,
	not_readable: 'Diese Datei war nicht als Bild zu lesen.',
	sending: (name) => `${name} wird gesendet`,
	processing: 'Wird vorbereitet',
	remove: (name) => `${name} entfernen`,
	again: 'Noch einmal',
	alt: 'Beschreibe das Bild',
	alt_hint: 'Für alle, die es nicht sehen können',
	pictures: 'Bilder',
	open_picture: (place, count) => `Bild ${place} von ${count} öffnen`,
	picture: (place, count) => `Bild ${place} von ${count}`,
	next: 'Nächstes Bild',
	previous: 'Voriges Bild',
	not_ready: 'Wird noch vorbereitet',
	not_shown: 'Dieses Bild ließ sich nicht laden.'
};
