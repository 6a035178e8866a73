<?cs # What the pages of applications share. ?>
<?cs def:client_ways() ?><p class="trail"><a href="<?cs var:url_validate(Site.base + "/admin") ?>"><?cs var:Lang.admin.title ?></a> › <a href="<?cs var:url_validate(Site.base + "/admin/clients") ?>"><?cs var:Lang.clients.title ?></a></p>
<?cs /def ?>

<?cs def:client_state(state) ?><span class="mark mark-<?cs if:state == "active" ?>published<?cs elif:state == "waiting" ?>review<?cs else ?>revoked<?cs /if ?>"><?cs var:Lang.clients.states[state] ?></span><?cs /def ?>

<?cs # What it may do, how far it reaches, how often it may ask. ?>
<?cs def:client_settings() ?><fieldset><legend><?cs var:Lang.clients.may ?></legend>
<ul class="choices many"><?cs each:s = Client.scope ?><li class="choice"><label><input type="checkbox" name="scope" value="<?cs var:s.name ?>"<?cs if:?s.chosen ?> checked<?cs /if ?>> <span><?cs var:s.words ?></span></label></li>
<?cs /each ?></ul></fieldset>
<?cs if:?Client.itself ?><p class="help"><?cs var:Lang.clients.reach_itself ?></p>
<?cs else ?><fieldset><legend><?cs var:Lang.clients.reach ?></legend>
<ul class="choices many"><li class="choice"><label><input type="radio" name="reach" value="own"<?cs if:!?Client.all ?> checked<?cs /if ?>> <span><?cs var:Lang.clients.reach_own ?></span></label></li>
<li class="choice"><label><input type="radio" name="reach" value="all"<?cs if:?Client.all ?> checked<?cs /if ?>> <span><?cs var:Lang.clients.reach_all ?></span></label></li></ul></fieldset>
<?cs /if ?><label for="rate"><?cs var:Lang.clients.rate ?></label>
<p class="help" id="rate-help"><?cs var:Lang.clients.rate_help ?> <?cs var:Client.usual ?>.</p>
<input type="text" inputmode="numeric" id="rate" name="rate" maxlength="7" autocomplete="off" aria-describedby="rate-help" value="<?cs var:Client.rate ?>">
<?cs /def ?>
