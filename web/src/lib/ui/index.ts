/**
 * The design system. Knows no feature and never fetches; every part can be used by keyboard,
 * has a name for those who listen, and looks right in both themes.
 */
export { default as Avatar } from './Avatar.svelte';
export { default as Badge } from './Badge.svelte';
export { default as Banner } from './Banner.svelte';
export { default as Button } from './Button.svelte';
export { default as Card } from './Card.svelte';
export { default as Chip } from './Chip.svelte';
export { default as Code } from './Code.svelte';
export { default as EmptyState } from './EmptyState.svelte';
export { default as ErrorState } from './ErrorState.svelte';
export { default as Checkbox } from './form/Checkbox.svelte';
export { default as CodeInput } from './form/CodeInput.svelte';
export { default as Field } from './form/Field.svelte';
export { default as PasswordInput } from './form/PasswordInput.svelte';
export { default as RadioGroup } from './form/RadioGroup.svelte';
export { default as SearchInput } from './form/SearchInput.svelte';
export { default as Select } from './form/Select.svelte';
export { default as Switch } from './form/Switch.svelte';
export { default as TextArea } from './form/TextArea.svelte';
export { default as TextInput } from './form/TextInput.svelte';
export { hueOf } from './hue';
export { default as IconButton } from './IconButton.svelte';
export { default as Kbd } from './Kbd.svelte';
export { default as List } from './list/List.svelte';
export { walksResults } from './list/walking';
export { default as CommandPalette } from './overlay/CommandPalette.svelte';
export { default as ConfirmDialog } from './overlay/ConfirmDialog.svelte';
export { default as Dialog } from './overlay/Dialog.svelte';
export { latch } from './overlay/latch.svelte';
export type { MenuItem } from './overlay/menu';
export { default as Menu } from './overlay/Menu.svelte';
export { default as Sheet } from './overlay/Sheet.svelte';
export { default as Tooltip } from './overlay/Tooltip.svelte';
export { default as PageHeader } from './PageHeader.svelte';
export { default as PageLinks } from './PageLinks.svelte';
export { default as Progress } from './Progress.svelte';
export { default as RelativeTime } from './RelativeTime.svelte';
export { default as Section } from './Section.svelte';
export { default as Skeleton } from './Skeleton.svelte';
export { default as Spinner } from './Spinner.svelte';
export { default as Tabs } from './Tabs.svelte';
export { default as Toaster } from './Toaster.svelte';
