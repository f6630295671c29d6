export const en = {
	not_takeable: (name: string) => `${name} is no picture, film or sound.`,
	too_many: (count: number) => `At most ${count} files in one post.`,
	needs_line:
		'Pictures and films need a connection. Your text is kept; try this one again when you are back.',
	not_readable: 'This file could not be read.',
	sending: (name: string) => `Sending ${name}`,
	processing: 'Getting it ready',
	remove: (name: string) => `Remove ${name}`,
	again: 'Try again',
	describe: {
		image: 'Describe the picture',
		video: 'Caption for the film',
		audio: 'Caption for the sound'
	},
	describe_hint: {
		image: 'For those who cannot see it',
		video: 'What is to be seen and heard',
		audio: 'What is to be heard'
	},
	files: 'Files for the post',
	place: {
		image: (place: number) => `Picture ${place}`,
		video: (place: number) => `Film ${place}`,
		audio: (place: number) => `Sound ${place}`
	},
	move_forward: (name: string) => `Move ${name} forward`,
	move_back: (name: string) => `Move ${name} back`,
	moved: (name: string, place: number, count: number) => `${name}: place ${place} of ${count}`,
	leaves: 'Is taken out once you save.',
	put_back: 'Keep it',
	film: 'Film',
	sound: 'Sound',
	film_waits: 'The film is being prepared and appears here by itself.',
	sound_waits: 'The sound is being prepared and appears here by itself.',
	picture_failed: 'This picture could not be prepared.',
	film_failed: 'This film could not be prepared.',
	sound_failed: 'This sound could not be prepared.',
	open_picture: (place: number, count: number) => `Open picture ${place} of ${count}`,
	picture: (place: number, count: number) => `Picture ${place} of ${count}`,
	next: 'Next picture',
	previous: 'Previous picture',
	not_ready: 'Still being prepared',
	not_shown: 'This picture could not be loaded.'
};
