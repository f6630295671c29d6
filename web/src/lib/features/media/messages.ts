export const en = {
	not_a_picture: (name: string) => `${name} is not a picture.`,
	too_large: (name: string) => `${name} is larger than 10 MB.`,
	too_many: (count: number) => `At most ${count} pictures in one post.`,
	not_readable: 'This file could not be read as a picture.',
	sending: (name: string) => `Sending ${name}`,
	processing: 'Getting it ready',
	remove: (name: string) => `Remove ${name}`,
	again: 'Try again',
	alt: 'Describe the picture',
	alt_hint: 'For those who cannot see it',
	pictures: 'Pictures',
	open_picture: (place: number, count: number) => `Open picture ${place} of ${count}`,
	picture: (place: number, count: number) => `Picture ${place} of ${count}`,
	next: 'Next picture',
	previous: 'Previous picture',
	not_ready: 'Still being prepared',
	not_shown: 'This picture could not be loaded.'
};
