<?cs # What the office sees around a record: where it came from, its links,
     # what was noticed. ?>
<?cs def:office_jumps() ?><nav class="views" aria-label="<?cs var:Lang.office.for ?>">
<a href="#links"><?cs var:Lang.office.jump_share ?></a>
<a href="#files"><?cs var:Lang.office.files ?></a>
<a href="#noticed"><?cs var:Lang.office.problems ?></a>
</nav>
<?cs /def ?>

<?cs def:link_row(l) ?><tr><th scope="row" dir="auto"><?cs var:l.name ?></th>
<td data-label="<?cs var:Lang.office.url ?>"><?cs if:?l.deleted ?><span class="address"><?cs var:l.url ?></span><?cs else ?><a class="address" href="<?cs var:url_validate(l.href) ?>"><?cs var:l.url ?></a> <button type="button" class="second js" hidden data-copy="<?cs var:l.url ?>" data-copied="<?cs var:Lang.office.copied ?>"><?cs var:Lang.office.copy ?></button><?cs /if ?></td>
<td class="num" data-label="<?cs var:Lang.office.views ?>"><?cs var:l.views ?></td>
<td data-label="<?cs var:Lang.office.last ?>"><?cs if:?l.last.iso ?><time datetime="<?cs var:l.last.iso ?>"><?cs var:l.last.words ?></time><?cs else ?><?cs var:Lang.office.never ?><?cs /if ?></td>
<td data-label="<?cs var:Lang.office.made ?>"><?cs if:?l.created.iso ?><time datetime="<?cs var:l.created.iso ?>"><?cs var:l.created.words ?></time><?cs /if ?></td>
<td data-label="<?cs var:Lang.office.state ?>"><?cs if:?l.deleted ?><?cs var:Lang.office.ended ?><?cs if:?l.ended.iso ?> <time datetime="<?cs var:l.ended.iso ?>"><?cs var:l.ended.words ?></time><?cs /if ?><?cs else ?><?cs var:Lang.office.works ?>. <a href="<?cs var:url_validate(l.delete) ?>"><?cs var:Lang.office.end ?><span class="hide"> <?cs var:Lang.office.end_of ?> <?cs var:l.name ?></span></a><?cs /if ?></td></tr>
<?cs /def ?>

<?cs def:office_links() ?><h2 id="links"><?cs var:Lang.office.share ?></h2>
<p><?cs var:Lang.office.share_words ?></p>
<form method="post" action="<?cs var:url_validate(Record.share) ?>" class="search">
<input type="hidden" name="token" value="<?cs var:Record.token ?>">
<div><label for="name"><?cs var:Lang.office.share_name ?></label>
<p class="help" id="name-help"><?cs var:Lang.office.share_help ?></p>
<?cs if:?Problem.text ?><p class="refused" role="alert" id="name-problem"><?cs var:Problem.text ?></p>
<?cs /if ?><input type="text" id="name" name="name" required maxlength="200" dir="auto" aria-describedby="name-help"></div>
<button><?cs var:Lang.office.share_make ?></button>
</form>
<?cs if:?Record.link.0.url ?><table class="list">
<caption><?cs var:Lang.office.links_caption ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.office.name ?></th><th scope="col"><?cs var:Lang.office.url ?></th><th scope="col" class="num"><?cs var:Lang.office.views ?></th><th scope="col"><?cs var:Lang.office.last ?></th><th scope="col"><?cs var:Lang.office.made ?></th><th scope="col"><?cs var:Lang.office.state ?></th></tr></thead>
<tbody>
<?cs each:l = Record.link ?><?cs call:link_row(l) ?><?cs /each ?></tbody>
</table>
<?cs else ?><p class="quiet"><?cs var:Lang.office.links_none ?></p>
<?cs /if ?><?cs /def ?>

<?cs def:office_files() ?><h2 id="files"><?cs var:Lang.office.files ?></h2>
<ul>
<?cs if:?Record.json ?><li><a href="<?cs var:url_validate(Record.json) ?>"><?cs var:Lang.office.json ?></a></li>
<?cs /if ?><?cs if:?Record.original ?><li><a href="<?cs var:url_validate(Record.original) ?>"><?cs var:Lang.office.original ?></a></li>
<?cs /if ?><?cs if:?Record.jws ?><li><a href="<?cs var:url_validate(Record.jws) ?>"><?cs var:Lang.office.jws ?></a></li>
<?cs /if ?><?cs if:?Record.pdf ?><li><a href="<?cs var:url_validate(Record.pdf) ?>"><?cs var:Lang.office.pdf ?></a></li>
<?cs /if ?></ul>
<h2><?cs var:Lang.office.facts ?></h2>
<dl class="facts">
<div><dt><?cs var:Lang.office.imported ?></dt><dd><?cs if:?Record.imported.iso ?><time datetime="<?cs var:Record.imported.iso ?>"><?cs var:Record.imported.words ?></time><?cs /if ?></dd></div>
<div><dt><?cs var:Lang.office.file ?></dt><dd><?cs if:string.length(Record.file) > #0 ?><span dir="auto"><?cs var:Record.file ?></span><?cs else ?><?cs var:Lang.office.pasted ?><?cs /if ?></dd></div>
<div><dt><?cs var:Lang.office.form ?></dt><dd><?cs var:Record.form ?></dd></div>
</dl>
<details><summary><?cs var:Lang.sheet.tech ?></summary>
<dl class="facts tech"><div><dt><?cs var:Lang.office.sha ?></dt><dd><?cs var:Record.sha256 ?></dd></div></dl></details>
<?cs /def ?>

<?cs def:office_notes() ?><h2 id="noticed"><?cs var:Lang.office.problems ?></h2>
<?cs if:?Record.problem.0.words ?><ul class="notes"><?cs each:n = Record.problem ?><?cs call:note(n) ?><?cs /each ?></ul>
<?cs else ?><p><?cs var:Lang.office.problems_none ?></p>
<?cs /if ?><h2><?cs var:Lang.office.delete ?></h2>
<p><?cs var:Lang.office.delete_words ?></p>
<p><a class="button danger" href="<?cs var:url_validate(Record.delete) ?>"><?cs var:Lang.office.delete ?></a></p>
<?cs /def ?>
