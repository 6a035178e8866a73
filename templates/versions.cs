<?cs include!"layout.cs" ?><?cs include!"macros_state.cs" ?><?cs call:page_start() ?><main id="main" class="page wide office-page">
<p class="crumbs"><a href="<?cs var:url_validate(Versions.href) ?>"><?cs var:Lang.publish.back ?></a></p>
<h1><?cs var:Lang.versions.title ?> <span dir="auto"><?cs var:Versions.name ?></span></h1>
<p class="lead"><?cs call:state_mark(Versions) ?> <?cs if:string.length(Versions.about) > #0 ?><span dir="auto"><?cs var:Versions.about ?></span><?cs /if ?></p>
<?cs if:?Versions.version.0.number ?><table class="list"><caption><?cs var:Lang.versions.caption ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.versions.number ?></th><th scope="col"><?cs var:Lang.versions.state ?></th><th scope="col"><?cs var:Lang.versions.when ?></th><th scope="col"><?cs var:Lang.versions.by ?></th><th scope="col"><?cs var:Lang.versions.forms ?></th></tr></thead>
<tbody><?cs each:v = Versions.version ?><tr><th scope="row"><?cs var:v.number ?></th><td data-label="<?cs var:Lang.versions.state ?>"><?cs call:state_mark(v) ?></td>
<td data-label="<?cs var:Lang.versions.when ?>"><time datetime="<?cs var:v.at.iso ?>"><?cs var:v.at.words ?></time></td><td data-label="<?cs var:Lang.versions.by ?>" dir="auto"><?cs var:v.by ?></td>
<td data-label="<?cs var:Lang.versions.forms ?>"><ul class="named"><?cs if:?v.record ?><li><a href="<?cs var:url_validate(v.record) ?>"><?cs var:Lang.versions.read ?></a></li><?cs /if ?><li><a href="<?cs var:url_validate(v.json) ?>"><?cs var:Lang.versions.json ?></a></li><?cs if:?v.compare ?><li><a href="<?cs var:url_validate(v.compare) ?>"><?cs var:Lang.versions.compare ?></a></li><?cs /if ?></ul>
<details><summary><?cs var:Lang.versions.technical ?></summary><p class="quiet">SHA-256 <code><?cs var:v.sha256 ?></code></p></details></td></tr>
<?cs /each ?></tbody></table>
<?cs else ?><div class="empty"><p><b><?cs var:Lang.versions.none ?></b></p><p><?cs var:Lang.versions.none_next ?></p></div>
<?cs /if ?><?cs if:?Versions.compared ?><h2 id="difference"><?cs var:Lang.versions.difference ?> <?cs var:Versions.older ?> <?cs var:Lang.versions.and ?> <?cs if:Versions.newer == #0 ?><?cs var:Lang.versions.draft ?><?cs else ?><?cs var:Versions.newer ?><?cs /if ?></h2>
<?cs if:?Versions.line.0.where ?><?cs call:diff_table(Versions.line) ?><?cs if:?Versions.cut ?><p><?cs var:Lang.versions.cut ?></p><?cs /if ?>
<?cs else ?><p><?cs var:Lang.versions.same ?></p><?cs /if ?><?cs /if ?>
</main>
<?cs call:page_end() ?>
