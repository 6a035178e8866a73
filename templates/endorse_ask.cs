<?cs include!"layout.cs" ?><?cs call:page_start() ?><main id="main" class="page office-page">
<p class="crumbs"><a href="<?cs var:url_validate(Endorse.back) ?>"><?cs var:Lang.publish.back ?></a></p>
<h1><?cs var:Lang.endorse.ask_title ?> <span dir="auto"><?cs var:Endorse.name ?></span></h1>
<p class="lead"><?cs var:Lang.endorse.ask_lead ?></p>
<?cs if:?Endorse.problem ?><p class="refused" role="alert" id="problem"><?cs var:Endorse.problem ?></p>
<?cs /if ?><form method="post" action="<?cs var:url_validate(Endorse.action) ?>">
<input type="hidden" name="token" value="<?cs var:Endorse.token ?>">
<p><label for="name"><?cs var:Lang.endorse.name ?></label> <input type="text" id="name" name="name" value="<?cs var:Endorse.who ?>" maxlength="200" required autocomplete="off"></p>
<p><label for="email"><?cs var:Lang.endorse.email ?></label> <input id="email" name="email" type="email" value="<?cs var:Endorse.email ?>" maxlength="254" required autocomplete="off"></p>
<p><label for="message"><?cs var:Lang.endorse.message ?></label> <textarea id="message" name="message" rows="4" maxlength="2000" aria-describedby="message-help"><?cs var:Endorse.message ?></textarea></p>
<p class="help" id="message-help"><?cs var:Lang.endorse.message_help ?></p>
<p class="actions"><button><?cs var:Lang.endorse.send ?></button> <a class="button second" href="<?cs var:url_validate(Endorse.back) ?>"><?cs var:Lang.publish.later ?></a></p>
</form>
<section class="card"><h2><?cs var:Lang.endorse.self ?></h2><p><?cs var:Lang.endorse.self_help ?></p>
<p><a class="button second" href="<?cs var:url_validate(Endorse.give) ?>"><?cs var:Lang.endorse.self_go ?></a></p></section>
</main>
<?cs call:page_end() ?>
