// Asks for what the page will need while the program that would find it out is still on its way.
// The build puts in which files belong to which path; those of the program itself stand in the page.
(function (ways, files) {
	for (var i = 0; i < ways.length; i++) {
		if (!new RegExp(ways[i][0]).test(location.pathname)) continue;
		ways[i][1].forEach(function (at) {
			var link = document.createElement('link');
			link.rel = 'modulepreload';
			link.href = '/_app/immutable/' + files[at];
			document.head.append(link);
		});
		return;
	}
})(__WAYS__, __FILES__);
