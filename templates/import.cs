<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page" tabindex="-1">
<h1><?cs var:Lang.import.title ?></h1>
<p class="lead"><?cs var:Lang.import.lead ?></p>
<?cs if:?Problem.text || ?Problem.item.0.words ?><div class="refused" role="alert"><h2><?cs var:Lang.import.refused ?></h2>
<?cs if:?Problem.text ?><p><?cs var:Problem.text ?></p>
<?cs /if ?><?cs if:?Problem.item.0.words ?><ul><?cs each:p = Problem.item ?><li><?cs if:string.length(p.file) > #0 ?><b dir="auto"><?cs var:p.file ?></b>: <?cs /if ?><span dir="auto"><?cs var:p.words ?></span></li>
<?cs /each ?></ul>
<?cs /if ?></div>
<?cs /if ?><?cs if:?Import.done.0.href ?><div class="card" role="status"><h2><?cs var:Lang.import.done ?></h2>
<ul><?cs each:d = Import.done ?><li><a href="<?cs var:url_validate(d.href) ?>"><?cs if:string.length(d.file) > #0 ?><span dir="auto"><?cs var:d.file ?></span><?cs else ?><?cs var:Lang.imported.pasted ?><?cs /if ?></a>: <?cs var:Lang.import.see ?></li>
<?cs /each ?></ul></div>
<?cs /if ?><form class="import" method="post" enctype="multipart/form-data" action="<?cs var:url_validate(Site.base + "/import") ?>" data-sending="<?cs var:Lang.import.sending ?>" data-sent="<?cs var:Lang.import.sent ?>" data-failed="<?cs var:Lang.import.failed ?>">
<?cs if:?Import.token ?><input type="hidden" name="token" value="<?cs var:Import.token ?>">
<?cs /if ?><div class="drop"><label for="file"><?cs var:Lang.import.drop ?></label>
<p class="help" id="file-help"><?cs var:Lang.import.files_help ?> <?cs var:Import.max ?>.</p>
<input type="file" id="file" name="file" multiple aria-describedby="file-help" accept=".json,.jsonld,.jws,.jwt,.html,.htm,.txt,application/json,application/ld+json,text/html,text/plain"></div>
<label for="text"><?cs var:Lang.import.text ?></label>
<p class="help" id="text-help"><?cs var:Lang.import.text_help ?></p>
<textarea id="text" name="text" rows="8" spellcheck="false" aria-describedby="text-help">
<?cs var:Import.text ?></textarea>
<div class="progress" role="status" hidden><p></p><progress max="1" aria-label="<?cs var:Lang.import.sending ?>"></progress></div>
<p class="actions"><button><?cs var:Lang.import.send ?></button></p>
</form>
</main>
<?cs call:page_end() ?>
