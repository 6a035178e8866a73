<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page office-page" tabindex="-1">
<h1><?cs var:Lang.verify.title ?></h1>
<p class="lead"><?cs var:Lang.verify.lead ?></p>
<?cs if:?Problem.text ?><div class="refused" role="alert"><h2><?cs var:Lang.verify.refused ?></h2>
<p id="problem" dir="auto"><?cs var:Problem.text ?></p></div>
<?cs /if ?><form method="post" enctype="multipart/form-data" action="<?cs var:url_validate(Site.base + "/verify") ?>">
<?cs if:?Verify.token ?><input type="hidden" name="token" value="<?cs var:Verify.token ?>">
<?cs /if ?><label for="text"><?cs var:Lang.verify.text ?></label>
<p class="help" id="text-help"><?cs var:Lang.verify.text_help ?></p>
<textarea id="text" name="text" rows="7" spellcheck="false" aria-describedby="text-help<?cs if:?Problem.text ?> problem<?cs /if ?>">
<?cs var:Verify.text ?></textarea>
<label for="file"><?cs var:Lang.verify.file ?></label>
<p class="help" id="file-help"><?cs var:Lang.verify.file_help ?> <?cs var:Verify.max ?>. <?cs var:Lang.verify.file_not ?></p>
<input type="file" id="file" name="file" aria-describedby="file-help" accept=".json,.jsonld,.jws,.jwt,.html,.htm,.txt,application/json,application/ld+json,application/jose,text/html,text/plain">
<details class="options"<?cs if:?Verify.more ?> open<?cs /if ?>><summary><?cs var:Lang.verify.more ?></summary>
<label for="as_of"><?cs var:Lang.verify.as_of ?></label>
<p class="help" id="as-of-help"><?cs var:Lang.verify.as_of_help ?></p>
<input type="date" id="as_of" name="as_of" max="<?cs var:Verify.today ?>" value="<?cs var:Verify.as_of ?>" aria-describedby="as-of-help">
<p class="tick"><label><input type="checkbox" name="data" value="1"<?cs if:?Verify.data ?> checked<?cs /if ?>> <span><?cs var:Lang.verify.data ?></span></label></p>
<p class="help"><?cs var:Lang.verify.data_help ?></p></details>
<p class="actions"><button><?cs var:Lang.verify.send ?></button></p>
<p class="quiet"><?cs var:Lang.verify.privacy ?></p>
</form>
<section aria-labelledby="samples"><h2 id="samples"><?cs var:Lang.verify.samples ?></h2>
<p><?cs var:Lang.verify.samples_words ?></p>
<ul class="lines card"><?cs each:s = Verify.sample ?><li><div><b><?cs var:Lang.verify.sample[s.name] ?></b> <span class="quiet"><?cs var:Lang.verify.sample[s.name + "_words"] ?></span></div><form method="post" action="<?cs var:url_validate(Site.base + "/verify") ?>" class="actions"><?cs if:?Verify.token ?><input type="hidden" name="token" value="<?cs var:Verify.token ?>"><?cs /if ?><input type="hidden" name="text" value="<?cs var:s.url ?>"><a href="<?cs var:url_validate(s.href) ?>"><?cs var:Lang.verify.sample_see ?><span class="hide">: <?cs var:Lang.verify.sample[s.name] ?></span></a> <button class="second"><?cs var:Lang.verify.sample_try ?><span class="hide">: <?cs var:Lang.verify.sample[s.name] ?></span></button></form></li>
<?cs /each ?></ul></section>
<section aria-labelledby="how"><h2 id="how"><?cs var:Lang.verify.how ?></h2>
<p><?cs var:Lang.verify.how_words ?></p>
<dl class="legend-of"><div><dt><span class="mark mark-valid"><?cs var:Lang.verify.verdict.valid ?></span></dt><dd><?cs var:Lang.verify.means.valid ?></dd></div>
<div><dt><span class="mark mark-unverifiable"><?cs var:Lang.verify.verdict.unverifiable ?></span></dt><dd><?cs var:Lang.verify.means.unverifiable ?></dd></div>
<div><dt><span class="mark mark-expired"><?cs var:Lang.verify.verdict.expired ?></span></dt><dd><?cs var:Lang.verify.means.expired ?></dd></div>
<div><dt><span class="mark mark-revoked"><?cs var:Lang.verify.verdict.revoked ?></span></dt><dd><?cs var:Lang.verify.means.revoked ?></dd></div>
<div><dt><span class="mark mark-invalid"><?cs var:Lang.verify.verdict.invalid ?></span></dt><dd><?cs var:Lang.verify.means.invalid ?></dd></div></dl></section>
</main>
<?cs call:page_end() ?>
