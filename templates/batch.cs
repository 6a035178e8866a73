<?cs include!"layout.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"macros_items.cs" ?>
<?cs # What failed, each with its reason and the way to mend it. ?>
<?cs def:batch_failed() ?><section aria-labelledby="failed"><h2 id="failed"><?cs var:Batch.failed ?> <?cs if:Batch.failed == #1 ?><?cs var:Lang.batch.failed_one ?><?cs else ?><?cs var:Lang.batch.failed_many ?><?cs /if ?></h2>
<ul class="lines card"><?cs each:i = Batch.item ?><li><div><?cs if:?i.href ?><?cs call:item_link(i) ?><?cs elif:string.length(i.name) > #0 ?><span dir="auto"><?cs var:i.name ?></span><?cs else ?><?cs var:Lang.batch.gone ?><?cs /if ?><span class="quiet" dir="auto"><?cs var:i.words ?></span></div></li>
<?cs /each ?><?cs if:?Batch.more ?><li class="quiet"><?cs var:Lang.batch.and ?> <?cs var:Batch.more ?> <?cs var:Lang.batch.others ?></li>
<?cs /if ?></ul></section>
<?cs /def ?>

<?cs def:batch_button(what, label) ?><form method="post" action="<?cs var:url_validate(Batch.path) ?>">
<input type="hidden" name="token" value="<?cs var:Batch.token ?>">
<p class="actions"><button name="do" value="<?cs var:what ?>"><?cs var:label ?></button></p>
</form>
<?cs /def ?>

<?cs def:batch_progress() ?><p><label for="progress"><b><?cs var:Batch.done ?></b> <?cs var:Lang.list.of ?> <b><?cs var:Batch.total ?></b> <?cs var:Lang.batch.so_far ?></label> <progress id="progress" max="<?cs var:Batch.total ?>" value="<?cs var:Batch.done ?>"></progress></p>
<p><?cs if:?Batch.go ?><?cs var:Lang.batch.go_words ?><?cs else ?><?cs var:Lang.batch.wait ?> <a href="<?cs var:url_validate(Batch.path) ?>"><?cs var:Lang.batch.look ?></a><?cs /if ?></p>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page office-page">
<p class="crumbs"><a href="<?cs var:url_validate(Site.base + "/build") ?>"><?cs var:Lang.build.title ?></a></p>
<h1><?cs if:?Batch.ended.iso ?><?cs var:Lang.batch.ended ?><?cs else ?><?cs var:Lang.batch.title ?><?cs /if ?></h1>
<p class="lead"><?cs var:Lang.batch.by ?> <b dir="auto"><?cs var:Batch.by ?></b>, <?cs call:item_time(Batch.began) ?>. <?cs var:Lang.batch.how ?> <b><?cs var:Lang.proof[Batch.how].label ?></b>.</p>
<div role="status"><?cs if:?Batch.ended.iso ?><?cs if:Batch.well > #0 ?><p class="all-well"><?cs call:tick_icon() ?><b><?cs var:Batch.well ?></b> <?cs if:Batch.well == #1 ?><?cs var:Lang.build.bulk.publish.one ?><?cs else ?><?cs var:Lang.build.bulk.publish.many ?><?cs /if ?></p>
<?cs /if ?><?cs else ?><?cs call:batch_progress() ?><?cs /if ?></div>
<?cs if:?Batch.go ?><?cs call:batch_button("go", Lang.batch.go) ?><?cs /if ?><?cs if:Batch.failed > #0 ?><?cs call:batch_failed() ?><?cs /if ?><?cs if:?Batch.again ?><?cs call:batch_button("again", Lang.batch.again) ?><?cs /if ?></main>
<?cs call:page_end() ?>
