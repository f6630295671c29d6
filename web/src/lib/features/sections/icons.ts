import BookOpen from '@lucide/svelte/icons/book-open';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import Camera from '@lucide/svelte/icons/camera';
import ChefHat from '@lucide/svelte/icons/chef-hat';
import Clapperboard from '@lucide/svelte/icons/clapperboard';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Music from '@lucide/svelte/icons/music';
import type { Component } from 'svelte';
import type { SectionType } from './wire';

const icons: Record<SectionType, Component> = {
	music: Music,
	photo: Camera,
	event: CalendarDays,
	recipe: ChefHat,
	book: BookOpen,
	movie: Clapperboard,
	general: MessagesSquare
};

export function iconOf(type: SectionType): Component {
	return icons[type] ?? MessagesSquare;
}
