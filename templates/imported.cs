<?cs include!"layout.cs" ?><?cs include!"macros_lists.cs" ?><?cs def:found(r) ?><li class="card"><h3><a href="<?cs var:url_validate(r.href) ?>"><?cs call:list_name(r.learner) ?></a></h3>
<p><?cs if:string.length(r.name) > #0 ?><span dir="auto"><?cs var:r.name ?></span><?cs else ?><?cs var:Lang.document ?><?cs /if ?>, <?cs call:list_name(r.publisher) ?><?cs if:?r.issued.iso ?>, <time datetime="<?cs var:r.issued.iso ?>"><?cs var:r.issued.words ?></time><?cs /if ?><br>
<span class="quiet"><?cs var:r.assertions ?> <?cs if:r.assertions == #1 ?><?cs var:Lang.item ?><?cs else ?><?cs var:Lang.items ?><?cs /if ?>; <?cs var:r.errors ?> <?cs if:r.errors == #1 ?><?cs var:Lang.imported.error ?><?cs else ?><?cs var:Lang.imported.errors ?><?cs /if ?>, <?cs var:r.warnings ?> <?cs if:r.warnings == #1 ?><?cs var:Lang.imported.warning ?><?cs else ?><?cs var:Lang.imported.warnings ?><?cs /if ?></span><?cs if:?r.revoked ?> <span class="chip revoked"><?cs call:list_cross() ?><?cs var:Lang.revoked ?></span><?cs /if ?></p>
<p class="actions"><a class="button" href="<?cs var:url_validate(r.href) ?>"><?cs var:Lang.imported.open ?></a></p>
<h4><?cs var:Lang.imported.noticed ?></h4>
<?cs if:?r.problem.0.words ?><ul class="notes"><?cs each:n = r.problem ?><?cs call:note(n) ?><?cs /each ?></ul>
<?cs else ?><p><?cs var:Lang.imported.fine ?></p>
<?cs /if ?></li>
<?cs /def ?><?cs call:page_start() ?><main id="main" class="page">
<h1><?cs var:Lang.imported.title ?></h1>
<dl class="facts card">
<div><dt><?cs var:Lang.imported.file ?></dt><dd><?cs if:string.length(Import.file) > #0 ?><span dir="auto"><?cs var:Import.file ?></span><?cs else ?><?cs var:Lang.imported.pasted ?><?cs /if ?></dd></div>
<div><dt><?cs var:Lang.imported.form ?></dt><dd><?cs var:Import.form ?></dd></div>
<?cs if:?Import.size ?><div><dt><?cs var:Lang.imported.size ?></dt><dd><?cs var:Import.size ?></dd></div>
<?cs /if ?><?cs if:?Import.when.iso ?><div><dt><?cs var:Lang.imported.when ?></dt><dd><time datetime="<?cs var:Import.when.iso ?>"><?cs var:Import.when.words ?></time></dd></div>
<?cs /if ?></dl>
<?cs if:?Import.problem.0.words ?><h2><?cs var:Lang.imported.noticed_file ?></h2>
<ul class="notes"><?cs each:n = Import.problem ?><?cs call:note(n) ?><?cs /each ?></ul>
<?cs /if ?><h2><?cs var:Lang.imported.records ?></h2>
<?cs if:?Import.record.0.href ?><ol class="notes records"><?cs each:r = Import.record ?><?cs call:found(r) ?><?cs /each ?></ol>
<?cs else ?><p><?cs var:Lang.imported.no_records ?></p>
<?cs /if ?><p><a href="<?cs var:url_validate(Site.base + "/import") ?>"><?cs var:Lang.imported.more ?></a></p>
</main>
<?cs call:page_end() ?>
