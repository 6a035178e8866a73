<?cs include!"layout.cs" ?><?cs include!"macros.cs" ?><?cs include!"sheet.cs" ?><?cs include!"item_look.cs" ?><?cs call:page_start() ?><main id="main" class="page office-page">
<h1><?cs var:Lang.endorse.give_title ?> <span dir="auto"><?cs var:Endorse.name ?></span></h1>
<p class="lead"><span dir="auto"><?cs var:Site.institution ?></span> <?cs var:Lang.endorse.give_lead ?></p>
<?cs if:?Endorse.problem ?><p class="refused" role="alert" id="problem"><?cs var:Endorse.problem ?></p>
<?cs /if ?><form method="post" action="<?cs var:url_validate(Endorse.action) ?>" class="card">
<input type="hidden" name="token" value="<?cs var:Endorse.token ?>">
<p><label for="name"><?cs var:Lang.endorse.your_name ?></label> <input type="text" id="name" name="name" value="<?cs var:Endorse.who ?>" maxlength="200" required autocomplete="name"></p>
<p><label for="comment"><?cs var:Lang.endorse.comment ?></label> <textarea id="comment" name="comment" rows="8" required aria-describedby="comment-help"><?cs var:Endorse.comment ?></textarea></p>
<p class="help" id="comment-help"><?cs var:Lang.endorse.comment_help ?></p>
<p><label><input type="checkbox" name="confirm" value="1" required> <?cs var:Lang.endorse.confirm ?></label></p>
<p class="actions"><button><?cs var:Lang.endorse.give ?></button></p>
</form>
<h2><?cs var:Lang.endorse.what ?></h2>
<?cs call:item_look() ?></main>
<?cs call:page_end() ?>
