export const en = {
	sections: 'Sections',
	sections_subtitle: 'Seven shelves for what is worth sharing',
	/** What each type is called as long as nobody has given its section another name. */
	names: {
		music: 'Music',
		photo: 'Photos',
		event: 'Events',
		recipe: 'Recipes',
		book: 'Books',
		movie: 'Movies',
		general: 'General'
	},
	open: (name: string) => `Open ${name}`,
	something_new: 'something new',
	about: {
		music: 'Songs, albums, mixes: press play without leaving.',
		photo: 'Pictures of yours, or found elsewhere.',
		event: 'What is on, where, and who is coming along.',
		recipe: 'What to cook, with all it takes.',
		book: 'What to read next.',
		movie: 'What to watch together.',
		general: 'Everything else worth talking about.'
	},
	empty: {
		music: { title: 'No music yet', body: 'Paste the link of a song, and it can be played here.' },
		photo: { title: 'No photos yet', body: 'Drop a picture, and this page begins to glow.' },
		event: { title: 'Nothing is planned yet', body: 'Paste the link of an event to begin.' },
		recipe: {
			title: 'Nothing is cooking yet',
			body: 'Paste a recipe: its ingredients come along.'
		},
		book: { title: 'The shelf is empty', body: 'Paste the link of a book, or its ISBN.' },
		movie: { title: 'Nothing to watch yet', body: 'Paste the link of a film to begin.' },
		general: { title: 'Nobody has said anything yet', body: 'Begin: what is on your mind?' }
	},
	first_post: 'Write the first post',
	new_post: 'Write a new post',
	not_here_title: 'There is no such section',
	not_here_body: 'Choose one of the seven.',
	to_sections: 'Go to the sections',
	back_to: (name: string) => `Back to ${name}`
};
