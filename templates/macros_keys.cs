<?cs # What the pages of keys share.  After macros_account.cs. ?>
<?cs # The state of a key: word, shape and colour say the same. ?>
<?cs def:key_mark(k) ?><span class="mark mark-<?cs if:k.state == "signing" ?>published<?cs elif:k.state == "compromised" ?>revoked<?cs else ?>superseded<?cs /if ?>"><svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><?cs if:k.state == "signing" ?><circle cx="4.5" cy="8" r="3" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M7.5 8H14v3M11 8v2" fill="none" stroke="currentColor" stroke-width="1.6"/><?cs elif:k.state == "compromised" ?><path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2.2"/><?cs else ?><path d="M4 8h8" stroke="currentColor" stroke-width="2"/><?cs /if ?></svg> <?cs var:Lang.keys.states[k.state] ?></span><?cs /def ?>

<?cs # Where one is, below the administration. ?>
<?cs def:key_ways() ?><p class="trail"><a href="<?cs var:url_validate(Site.base + "/admin") ?>"><?cs var:Lang.admin.title ?></a> <a href="<?cs var:url_validate(Site.base + "/admin/keys") ?>"><?cs var:Lang.keys.title ?></a></p>
<?cs /def ?>

<?cs def:key_back() ?><a class="button second" href="<?cs var:url_validate(Site.base + "/admin/keys") ?>"><?cs var:Lang.keys.back ?></a><?cs /def ?>
