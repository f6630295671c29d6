// Asks for what the page will need while the program that would find it out is still on its way.
// The build puts in which files belong to which path and to which language; those of the program
// itself stand in the page.
(function (ways, words, files) {
	function ask(at) {
		var link = document.createElement('link');
		link.rel = 'modulepreload';
		link.href = '/_app/immutable/' + files[at];
		document.head.append(link);
	}
	for (var i = 0; i < ways.length; i++) {
		if (!new RegExp(ways[i][0]).test(location.pathname)) continue;
		ways[i][1].forEach(ask);
		break;
	}
	// As the program will choose it: the language this device was used in last, or the browser's.
	var wished = [].concat(navigator.languages);
	try {
		wished.unshift(JSON.parse(localStorage.getItem('longhouse:locale')) || 'none');
	} catch {
		// Storage may be refused.
	}
	for (var j = 0; j < wished.length; j++) {
		var locale = String(wished[j]).split('-')[0];
		if (locale in words) ask(words[locale]);
		if (locale in words || locale === 'en') return;
	}
})(__WAYS__, __WORDS__, __FILES__);
