<?cs include!"layout.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"macros_items.cs" ?><?cs include!"macros_proof.cs" ?>
<?cs # What was noticed, with a way to the field. ?>
<?cs def:publish_note(n) ?><li class="<?cs var:n.slug ?>"><b><?cs var:n.severity ?>:</b> <span dir="auto"><?cs var:n.words ?></span><?cs if:n.count > #1 ?> <span class="quiet">(<?cs var:n.count ?> <?cs var:Lang.imported.times ?>)</span><?cs /if ?><?cs if:?Publish.edit ?> <a href="<?cs var:url_validate(Publish.edit + "?open=" + n.open + "#main") ?>"><?cs var:Lang.publish.mend ?></a><?cs /if ?></li>
<?cs /def ?>

<?cs def:publish_draft(i) ?><li><div><?cs call:item_link(i) ?><?cs if:string.length(i.about) > #0 ?><span class="quiet" dir="auto"><?cs var:i.about ?></span><?cs /if ?></div><div class="marks"><?cs call:item_state(i) ?></div></li>
<?cs /def ?>

<?cs def:publish_drafts() ?><section aria-labelledby="with"><h2 id="with"><?cs var:Publish.drafts ?> <?cs if:Publish.drafts == #1 ?><?cs var:Lang.publish.with_one ?><?cs else ?><?cs var:Lang.publish.with_many ?><?cs /if ?></h2>
<?cs each:g = Publish.group ?><details class="card group"<?cs if:?g.open ?> open<?cs /if ?>><summary><b><?cs var:g.total ?></b> <?cs var:g.label ?></summary>
<ul class="lines"><?cs each:i = g.draft ?><?cs call:publish_draft(i) ?><?cs /each ?></ul></details>
<?cs /each ?></section>
<?cs /def ?>

<?cs # How far a review is. ?>
<?cs def:publish_review() ?><?cs if:?Publish.asked.by ?><p class="card"><?cs call:state_icon("review") ?> <?cs var:Lang.publish.asked ?> <b dir="auto"><?cs var:Publish.asked.by ?></b>, <?cs call:item_time(Publish.asked.at) ?>. <?cs if:?Publish.asked.self ?><?cs var:Lang.publish.asked_self ?><?cs elif:!?Publish.may_return ?><?cs var:Lang.publish.asked_wait ?><?cs /if ?></p>
<?cs elif:string.length(Publish.returned) > #0 ?><p class="card"><b><?cs var:Lang.publish.returned ?></b> <span dir="auto"><?cs var:Publish.returned ?></span></p>
<?cs /if ?><?cs /def ?>

<?cs def:publish_checked() ?><section aria-labelledby="checked"><h2 id="checked"><?cs var:Lang.publish.checked ?></h2>
<?cs if:?Publish.problem.0.words ?><?cs if:?Publish.errors ?><p><b><?cs var:Lang.publish.errors ?></b></p><?cs else ?><p><?cs var:Lang.publish.warnings ?></p><?cs /if ?>
<ul class="notes"><?cs each:n = Publish.problem ?><?cs call:publish_note(n) ?><?cs /each ?></ul>
<?cs else ?><p class="all-well"><?cs call:tick_icon() ?><?cs var:Lang.publish.fine ?></p>
<?cs /if ?></section>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page office-page">
<p class="crumbs"><a href="<?cs var:url_validate(Publish.href) ?>"><?cs var:Lang.publish.back ?></a></p>
<h1><?cs var:Lang.publish.title ?> <?cs call:item_name(Publish) ?></h1>
<p class="lead"><?cs call:state_mark(Publish) ?><?cs if:string.length(Publish.about) > #0 ?> <span dir="auto"><?cs var:Publish.about ?></span><?cs /if ?></p>
<?cs if:?Publish.refused ?><p class="refused" role="alert" id="refused"><?cs var:Publish.refused ?></p>
<?cs /if ?><?cs if:?Publish.nothing ?><p><?cs var:Lang.publish.nothing ?></p>
<p class="actions"><a class="button" href="<?cs var:url_validate(Publish.href) ?>"><?cs var:Lang.publish.back ?></a></p>
<?cs else ?><?cs call:publish_review() ?><?cs if:?Publish.now ?><p><?cs var:Lang.versions.number ?> <?cs var:Publish.last ?> <?cs var:Lang.proof.now[Publish.now] ?></p>
<?cs /if ?><?cs if:?Publish.again ?><p><?cs var:Lang.publish.again ?> <?cs var:Publish.last ?>. <?cs var:Lang.publish.again_words ?></p>
<?cs /if ?><p><?cs var:Lang.publish.what ?> <b><?cs var:Publish.number ?></b>.<?cs if:?Publish.last ?> <?cs var:Lang.publish.supersedes ?> <?cs var:Publish.last ?>. <a href="<?cs var:url_validate(Publish.versions) ?>"><?cs var:Lang.publish.compare ?></a><?cs /if ?></p>
<?cs call:publish_checked() ?><form method="post" action="<?cs var:url_validate(Publish.action) ?>">
<input type="hidden" name="token" value="<?cs var:Publish.token ?>">
<input type="hidden" name="rev" value="<?cs var:Publish.revision ?>">
<?cs if:?Proof.proof.name ?><?cs call:proof_choice(Proof.proof, Lang.proof.title, "") ?><?cs /if ?><?cs if:?Proof.parts.name ?><?cs call:proof_choice(Proof.parts, Lang.proof.parts, Lang.proof.parts_help) ?><?cs /if ?><?cs if:?Publish.may_return ?><p><label for="reason"><?cs var:Lang.publish.reason ?></label>
<input type="text" id="reason" name="reason" maxlength="500"<?cs if:?Publish.refused ?> aria-describedby="refused"<?cs /if ?>></p>
<?cs /if ?><p class="actions"><?cs if:?Publish.may ?><button name="do" value="publish"><?cs if:!?Publish.again ?><?cs var:Lang.publish.publish ?><?cs elif:?Publish.signed ?><?cs var:Lang.publish.sign_again ?><?cs else ?><?cs var:Lang.publish.again_do ?><?cs /if ?></button>
<?cs elif:?Publish.may_ask ?><button name="do" value="ask"><?cs var:Lang.publish.ask ?></button>
<?cs /if ?><?cs if:?Publish.may_return ?><button name="do" value="return" class="second"><?cs var:Lang.publish.return ?></button>
<?cs /if ?><?cs if:?Publish.edit ?><a class="button<?cs if:!?Publish.errors ?> second<?cs /if ?>" href="<?cs var:url_validate(Publish.edit) ?>"><?cs var:Lang.publish.edit ?></a>
<?cs /if ?><a class="button second" href="<?cs var:url_validate(Publish.href) ?>"><?cs var:Lang.publish.later ?></a></p>
</form>
<?cs if:?Publish.drafts ?><?cs call:publish_drafts() ?><?cs /if ?><?cs /if ?></main>
<?cs call:page_end() ?>
