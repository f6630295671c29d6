import type { Translation } from '$lib/kernel';
import type { en } from './messages';

export const de: Translation<typeof en> = {
	not_takeable: (name) => `${name} ist weder Bild noch Film noch Ton.`,
	too_many: (count) => `Höchstens ${count} Dateien in einem Beitrag.`,
	needs_line:
		'Bilder und Filme brauchen eine Verbindung. Dein Text bleibt; versuche es noch einmal, wenn du zurück bist.',
	not_readable: 'Diese Datei war nicht zu lesen.',
	sending: (name) => `${name} wird gesendet`,
	processing: 'Wird vorbereitet',
	remove: (name) => `${name} entfernen`,
	again: 'Noch einmal',
	describe: {
		image: 'Beschreibe das Bild',
		video: 'Untertitel zum Film',
		audio: 'Untertitel zum Ton'
	},
	describe_hint: {
		image: 'Für alle, die es nicht sehen können',
		video: 'Was zu sehen und zu hören ist',
		audio: 'Was zu hören ist'
	},
	files: 'Dateien zum Beitrag',
	place: {
		image: (place) => `Bild ${place}`,
		video: (place) => `Film ${place}`,
		audio: (place) => `Ton ${place}`
	},
	move_forward: (name) => `${name} nach vorn`,
	move_back: (name) => `${name} nach hinten`,
	moved: (name, place, count) => `${name}: Platz ${place} von ${count}`,
	leaves: 'Fällt beim Speichern weg.',
	put_back: 'Behalten',
	film: 'Film',
	sound: 'Ton',
	film_waits: 'Der Film wird vorbereitet und erscheint hier von selbst.',
	sound_waits: 'Der Ton wird vorbereitet und erscheint hier von selbst.',
	picture_failed: 'Dieses Bild ließ sich nicht vorbereiten.',
	film_failed: 'Dieser Film ließ sich nicht vorbereiten.',
	sound_failed: 'Dieser Ton ließ sich nicht vorbereiten.',
	open_picture: (place, count) => `Bild ${place} von ${count} öffnen`,
	picture: (place, count) => `Bild ${place} von ${count}`,
	next: 'Nächstes Bild',
	previous: 'Voriges Bild',
	not_ready: 'Wird noch vorbereitet',
	not_shown: 'Dieses Bild ließ sich nicht laden.'
};
