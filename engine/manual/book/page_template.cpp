// The page as HTML with holes. Runs of code stand on one line, since their white space is shown.
#include "engine/manual/book/page.h"

namespace jurat::manual {

std::string_view pageTemplate() {
  return R"html(<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{title}}</title>
<style>
{{{style}}}</style>
</head>
<body>
<a class="skip" href="#main">{{skip}}</a>
<header class="masthead">
<p class="packid">{{id}}</p>
<h1>{{title}}</h1>
<dl class="facts">
{{#fields}}
<div><dt>{{label}}</dt><dd{{#code}} class="code"{{/code}}>{{#runs}}{{#target}}<a href="#{{target}}">{{text}}</a>{{/target}}{{^target}}{{text}}{{/target}}{{/runs}}</dd></div>
{{/fields}}
</dl>
</header>
<nav class="contents" aria-label="{{contents}}">
<h2>{{contents}}</h2>
<ol>
{{#has_sources}}
<li><a href="#sources">{{sources_title}}</a></li>
{{/has_sources}}
{{#chapters}}
<li><a href="#{{anchor}}">{{title}}</a>
<ol>
{{#entries}}
<li><a href="#{{anchor}}">{{#cite}}<span class="cite">{{cite}}</span> {{/cite}}{{title}}</a></li>
{{/entries}}
</ol>
</li>
{{/chapters}}
{{#has_choices}}
<li><a href="#choices">{{choices_title}}</a></li>
{{/has_choices}}
{{#has_questions}}
<li><a href="#questions">{{questions_title}}</a></li>
{{/has_questions}}
{{#has_tests}}
<li><a href="#tests">{{tests_title}}</a></li>
{{/has_tests}}
{{#has_others}}
<li><a href="#others">{{others_title}}</a></li>
{{/has_others}}
</ol>
</nav>
<main id="main">
{{#has_sources}}
<section aria-labelledby="sources">
<h2 id="sources">{{sources_title}}</h2>
<ul class="sources">
{{#sources}}
<li><span class="work">{{title}}</span> <span class="aside"><code>{{name}}</code>, {{standing}}</span></li>
{{/sources}}
</ul>
</section>
{{/has_sources}}
{{#chapters}}
<section aria-labelledby="{{anchor}}">
<h2 id="{{anchor}}">{{title}}</h2>
{{#entries}}
{{>entry}}
{{/entries}}
</section>
{{/chapters}}
{{#has_choices}}
<section aria-labelledby="choices">
<h2 id="choices">{{choices_title}}</h2>
{{#choices}}
<section class="choice" aria-labelledby="{{anchor}}">
<h3 id="{{anchor}}"><code>{{name}}</code>{{#ordered}} <span class="aside">{{ordered}}</span>{{/ordered}}</h3>
{{>options_of}}
</section>
{{/choices}}
</section>
{{/has_choices}}
{{#has_questions}}
<section aria-labelledby="questions">
<h2 id="questions">{{questions_title}}</h2>
{{#entities}}
<h3 class="entity"><code>{{key}}</code></h3>
<dl class="questions">
{{#facts}}
<div id="{{anchor}}">
<dt><code>{{name}}</code></dt>
<dd>
{{#ask}}<p>{{ask}}</p>{{/ask}}
{{#about}}<p class="aside">{{about}}</p>{{/about}}
<p class="aside"><code>{{#choice_anchor}}<a href="#{{choice_anchor}}">{{type}}</a>{{/choice_anchor}}{{^choice_anchor}}{{type}}{{/choice_anchor}}</code>{{#domain}}, {{domain}}{{/domain}}{{#standard}}, {{standard}}{{/standard}}</p>
</dd>
</div>
{{/facts}}
</dl>
{{/entities}}
</section>
{{/has_questions}}
{{#has_tests}}
<section aria-labelledby="tests">
<h2 id="tests">{{tests_title}}</h2>
{{#tests}}
<details class="test" id="{{anchor}}">
<summary>{{title}}</summary>
<pre tabindex="0"><code>{{code}}</code></pre>
</details>
{{/tests}}
</section>
{{/has_tests}}
{{#has_others}}
<section aria-labelledby="others">
<h2 id="others">{{others_title}}</h2>
{{#others}}
{{>entry}}
{{/others}}
</section>
{{/has_others}}
</main>
<footer>
<p>{{disclaimer}}</p>
</footer>
</body>
</html>
)html";
}

std::string_view entryPartial() {
  return R"html(<article class="entry" id="{{anchor}}" aria-labelledby="{{anchor}}/title">
<div class="law">
{{#cites}}
<p>{{text}}</p>
{{/cites}}
</div>
<div class="body">
<h3 id="{{anchor}}/title">{{title}}</h3>
<p class="about">{{kind}} <a class="id" href="#{{anchor}}"><code>{{id}}</code></a>{{#type}}, <code>{{type}}</code>{{/type}}{{#subject}}, {{for_each}} <code>{{subject}}</code>{{/subject}}</p>
{{#versions}}
{{#days}}<h4 class="days">{{days}}</h4>{{/days}}
{{>level}}
{{/versions}}
{{>lines_of}}
{{#has_grid}}
<div class="scroll" tabindex="0" role="region" aria-labelledby="{{anchor}}/title">
<table>
<thead><tr>{{#head}}<th scope="col">{{text}}</th>{{/head}}</tr></thead>
<tbody>
{{#rows}}
<tr>{{#cells}}<td{{#short}} class="short"{{/short}}>{{text}}</td>{{/cells}}</tr>
{{/rows}}
</tbody>
</table>
</div>
{{/has_grid}}
{{>options_of}}
{{#has_links}}
<p class="examples">{{tested_title}}: {{#links}}{{#more}}; {{/more}}<a href="#{{anchor}}">{{title}}</a>{{/links}}</p>
{{/has_links}}
</div>
{{#has_asks}}
<div class="asks">
<h4>{{asks_title}}</h4>
<ul>
{{#asks}}
<li>{{#ask}}{{ask}} {{/ask}}<a href="#{{anchor}}"><code>{{fact}}</code></a></li>
{{/asks}}
</ul>
</div>
{{/has_asks}}
</article>
)html";
}

std::string_view levelPartial() {
  return R"html({{>lines_of}}
{{#exceptions}}
<section class="exception">
<h4>{{except}} <code>{{name}}</code>{{#days}} <span class="days">{{days}}</span>{{/days}}</h4>
{{>level}}
</section>
{{/exceptions}}
)html";
}

std::string_view linesPartial() {
  return R"html({{#has_lines}}
<dl class="clauses">
{{#lines}}
<div class="{{key}}"><dt>{{label}}</dt><dd>{{#code}}<pre><code>{{#rows}}<span class="row" style="--in:{{indent}}ch">{{#runs}}{{#target}}<a href="#{{target}}">{{text}}</a>{{/target}}{{^target}}{{#value}}<span class="value">{{text}}</span>{{/value}}{{^value}}{{text}}{{/value}}{{/target}}{{/runs}}
</span>{{/rows}}</code></pre>{{/code}}{{^code}}<p>{{#runs}}{{text}}{{/runs}}</p>{{/code}}
{{>lines_of}}</dd></div>
{{/lines}}
</dl>
{{/has_lines}}
)html";
}

std::string_view optionsPartial() {
  return R"html({{#has_options}}
<ul class="options{{#long}} long{{/long}}">
{{#options}}
<li class="depth{{depth}}"><code>{{name}}</code> <span>{{label}}{{#cites}} <span class="cite">{{cites}}</span>{{/cites}}{{#days}} <span class="aside">{{days}}</span>{{/days}}</span></li>
{{/options}}
</ul>
{{/has_options}}
)html";
}

}  // namespace jurat::manual
