<?cs include!"layout.cs" ?><?cs include!"macros_state.cs" ?><?cs call:page_start() ?><main id="main" class="page office-page">
<p class="crumbs"><a href="<?cs var:url_validate(Publish.href) ?>"><?cs var:Lang.publish.back ?></a></p>
<h1><?cs var:Lang.publish.revoke_title ?> <span dir="auto"><?cs var:Publish.name ?></span></h1>
<p class="lead"><?cs call:state_mark(Publish) ?> <?cs if:string.length(Publish.about) > #0 ?><span dir="auto"><?cs var:Publish.about ?></span><?cs /if ?></p>
<p><?cs var:Lang.publish.revoke_words ?></p>
<?cs if:?Publish.held ?><p><b><?cs var:Publish.held ?></b> <?cs if:Publish.held == #1 ?><?cs var:Lang.publish.held_one ?><?cs else ?><?cs var:Lang.publish.held_many ?><?cs /if ?></p>
<?cs /if ?><form method="post" action="<?cs var:url_validate(Publish.action) ?>">
<input type="hidden" name="token" value="<?cs var:Publish.token ?>">
<?cs if:?Publish.problem ?><p class="refused" id="reason-problem" role="alert"><?cs var:Publish.problem ?></p>
<?cs /if ?><p><label for="reason"><?cs var:Lang.publish.revoke_reason ?></label>
<textarea id="reason" name="reason" rows="3" maxlength="500" required<?cs if:?Publish.problem ?> aria-invalid="true" aria-describedby="reason-problem"<?cs /if ?>><?cs var:Publish.reason ?></textarea></p>
<p class="help"><?cs var:Lang.publish.revoke_help ?></p>
<p class="actions"><button class="danger"><?cs var:Lang.publish.revoke ?></button>
<a class="button second" href="<?cs var:url_validate(Publish.href) ?>"><?cs var:Lang.publish.later ?></a></p>
</form>
</main>
<?cs call:page_end() ?>
