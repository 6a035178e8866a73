<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page narrow">
<h1><?cs var:Lang.verify.wait ?></h1>
<?cs if:string.length(Wait.source) > #0 ?><p class="address" dir="auto"><?cs var:Wait.source ?></p>
<?cs /if ?><div role="status"><p><?cs if:?Wait.asking ?><?cs var:Lang.verify.wait_asking ?> <b><?cs var:Wait.asking ?></b>.<?cs else ?><?cs var:Lang.verify.wait_first ?><?cs /if ?></p>
<?cs if:?Wait.total ?><p><label for="progress"><?cs var:Wait.done ?> <?cs var:Lang.list.of ?> <?cs var:Wait.total ?> <?cs var:Lang.verify.wait_parts ?></label> <progress id="progress" max="<?cs var:Wait.total ?>" value="<?cs var:Wait.done ?>"></progress></p>
<?cs /if ?></div>
<p><?cs var:Lang.verify.wait_words ?></p>
<p><a class="button second" href="<?cs var:url_validate(Wait.href) ?>"><?cs var:Lang.verify.wait_look ?></a></p>
</main>
<?cs call:page_end() ?>
