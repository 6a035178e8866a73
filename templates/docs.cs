<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page office-page docs" tabindex="-1">
<h1><?cs var:Lang.docs.title ?></h1>
<p class="lead"><?cs var:Lang.docs.lead ?></p>
<nav aria-label="<?cs var:Lang.docs.contents ?>"><ul><?cs each:g = Docs.group ?><li><?cs var:g.name ?>: <?cs each:o = g.op ?><a href="#<?cs var:o.id ?>"><?cs var:o.id ?></a><?cs if:!last(o) ?>, <?cs /if ?><?cs /each ?></li>
<?cs /each ?></ul></nav>
<p><a href="<?cs var:url_validate(Site.base + "/docs/openapi.json") ?>"><?cs var:Lang.docs.openapi ?></a></p>

<h2 id="three"><?cs var:Lang.docs.three ?></h2>
<p><?cs var:Lang.docs.three_words ?></p>
<pre tabindex="0" role="region" aria-labelledby="three"><code><?cs var:Docs.three ?></code></pre>
<p><?cs var:Lang.docs.people ?></p>

<h2 id="rules"><?cs var:Lang.docs.rules ?></h2>
<ul>
<li><?cs var:Lang.docs.rule_base ?> <code><?cs var:Docs.base ?></code></li>
<li><?cs var:Lang.docs.rule_bearer ?> <code>Authorization: Bearer</code></li>
<li><?cs var:Lang.docs.rule_errors ?></li>
<li><?cs var:Lang.docs.rule_rate ?></li>
<li><?cs var:Lang.docs.rule_poll ?></li>
</ul>
<form class="card try-token" hidden><label for="try-token"><?cs var:Lang.docs.token ?></label>
<p class="help" id="try-token-help"><?cs var:Lang.docs.token_help ?></p>
<input id="try-token" autocomplete="off" spellcheck="false" aria-describedby="try-token-help"></form>

<?cs each:g = Docs.group ?><h2><?cs var:g.name ?></h2>
<?cs each:o = g.op ?><section id="<?cs var:o.id ?>" class="card operation" aria-labelledby="<?cs var:o.id ?>-name">
<h3 id="<?cs var:o.id ?>-name"><?cs var:o.id ?></h3>
<p class="address"><code><b><?cs var:o.method ?></b> <?cs var:o.path ?></code></p>
<p><?cs var:o.help ?>. <?cs var:o.words ?></p>
<?cs if:subcount(o.scope) > #0 ?><p><?cs var:Lang.docs.scope ?>: <?cs each:s = o.scope ?><code><?cs var:s.name ?></code> <?cs /each ?></p>
<?cs /if ?><?cs if:?o.takes ?><p><?cs var:Lang.docs.takes ?>: <code><?cs var:o.takes ?></code></p>
<?cs /if ?><?cs if:?o.gives ?><p><?cs var:Lang.docs.gives ?>: <code><?cs var:o.gives ?></code></p>
<?cs /if ?><?cs if:subcount(o.param) > #0 ?><h4><?cs var:Lang.docs.params ?></h4>
<dl class="facts"><?cs each:p = o.param ?><div><dt><code><?cs var:p.name ?></code> <span class="quiet"><?cs var:Lang.docs.in[p.in] ?><?cs if:?p.required ?>, <?cs var:Lang.docs.required ?><?cs /if ?></span></dt><dd><?cs var:p.words ?></dd></div>
<?cs /each ?></dl>
<?cs /if ?><details><summary><?cs var:Lang.docs.statuses ?></summary>
<dl class="facts"><?cs each:s = o.status ?><div><dt><?cs var:s.code ?></dt><dd><?cs var:s.words ?></dd></div>
<?cs /each ?></dl></details>
<?cs if:?o.example ?><pre tabindex="0" role="region" aria-label="<?cs var:Lang.docs.example ?>: <?cs var:o.id ?>" class="example"><code><?cs var:o.example ?></code></pre>
<?cs /if ?><?cs if:?o.can_try ?><form class="try" hidden data-method="<?cs var:o.method ?>" data-path="<?cs var:Site.base ?><?cs var:o.path ?>" data-token="<?cs if:subcount(o.scope) > #0 ?>1<?cs /if ?>">
<?cs each:p = o.param ?><label for="<?cs var:o.id ?>-<?cs var:p.name ?>"><code><?cs var:p.name ?></code></label>
<input id="<?cs var:o.id ?>-<?cs var:p.name ?>" name="<?cs var:p.name ?>" data-in="<?cs var:p.in ?>" autocomplete="off"<?cs if:?p.required ?> required<?cs /if ?>>
<?cs /each ?><?cs if:?o.has_body ?><label for="<?cs var:o.id ?>-body"><?cs var:Lang.docs.body ?></label>
<textarea id="<?cs var:o.id ?>-body" name="body" rows="6" spellcheck="false"></textarea>
<?cs /if ?><p class="actions"><button class="second"><?cs var:Lang.docs.try ?><span class="hide">: <?cs var:o.id ?></span></button></p>
<div class="answer" role="status" hidden><b></b><pre tabindex="0"></pre></div></form>
<?cs /if ?></section>
<?cs /each ?><?cs /each ?></main>
<script type="module" src="<?cs var:url_validate(Site.base + "/static/docs.js?v=" + Site.version) ?>"></script>
<?cs call:page_end() ?>
