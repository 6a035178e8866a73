<?cs # How far an endorsement is, and the form to accept or decline it:
     # web/endorse_tell.h. ?>
<?cs def:endorse_decide() ?><?cs if:Endorse.kind == "asked" ?><p class="card" role="status"><?cs var:Lang.endorse.asked ?></p>
<?cs elif:Endorse.kind == "declined" ?><p class="card"><b><?cs var:Lang.endorse.declined ?></b> <span dir="auto"><?cs var:Endorse.reason ?></span></p>
<?cs elif:Endorse.kind == "received" ?><section class="card" aria-labelledby="decide"><h2 id="decide"><?cs var:Lang.endorse.decide ?></h2>
<p><?cs var:Lang.endorse.received ?></p>
<?cs if:?Endorse.action ?><form method="post" action="<?cs var:url_validate(Endorse.action) ?>">
<input type="hidden" name="token" value="<?cs var:Endorse.token ?>">
<p class="actions"><button name="do" value="accept"><?cs var:Lang.endorse.accept ?></button></p>
</form>
<details><summary><?cs var:Lang.endorse.decline_not ?></summary>
<form method="post" action="<?cs var:url_validate(Endorse.action) ?>">
<input type="hidden" name="token" value="<?cs var:Endorse.token ?>">
<p><label for="reason"><?cs var:Lang.endorse.decline_reason ?></label> <input type="text" id="reason" name="reason" maxlength="500" required></p>
<p class="actions"><button class="second" name="do" value="decline"><?cs var:Lang.endorse.decline ?></button></p>
</form></details>
<?cs /if ?></section>
<?cs /if ?><?cs /def ?>
