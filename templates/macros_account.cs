<?cs # What the pages of signing in, accounts and administration share. ?>
<?cs def:token(value) ?><input type="hidden" name="token" value="<?cs var:value ?>">
<?cs /def ?>

<?cs def:problem(text) ?><?cs if:string.length(text) > #0 ?><p class="refused" role="alert" dir="auto"><?cs var:text ?></p>
<?cs /if ?><?cs /def ?>

<?cs # A field for a password; ${complete} tells password managers which. ?>
<?cs def:secret_field(id, name, label, complete) ?><label for="<?cs var:id ?>"><?cs var:label ?></label>
<input type="password" id="<?cs var:id ?>" name="<?cs var:name ?>" required maxlength="128" autocomplete="<?cs var:complete ?>">
<?cs /def ?>

<?cs # A new password, twice. ?>
<?cs def:new_password() ?><label for="password"><?cs var:Lang.account.new ?></label>
<p class="help" id="password-help"><?cs var:Lang.account.new_help ?></p>
<input type="password" id="password" name="password" required minlength="8" maxlength="128" autocomplete="new-password" aria-describedby="password-help">
<?cs call:secret_field("again", "again", Lang.account.again, "new-password") ?><?cs /def ?>

<?cs def:time(t) ?><time datetime="<?cs var:t.iso ?>"><?cs var:t.words ?></time><?cs /def ?>

<?cs # Yes and no by shape and word. ?>
<?cs def:yes() ?><svg class="icon yes" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M2.5 8.5l3.5 3.5 7.5-8" fill="none" stroke="currentColor" stroke-width="2.2"/></svg><?cs /def ?>
<?cs def:no() ?><svg class="icon no" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M4 8h8" stroke="currentColor" stroke-width="2"/></svg><?cs /def ?>

<?cs # The ways within the administration. ?>
<?cs def:admin_ways() ?><p class="trail"><a href="<?cs var:url_validate(Site.base + "/admin") ?>"><?cs var:Lang.admin.title ?></a></p>
<?cs /def ?>
