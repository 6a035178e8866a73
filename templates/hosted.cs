<?cs include!"layout.cs" ?><?cs include!"macros.cs" ?><?cs include!"sheet.cs" ?><?cs include!"item_look.cs" ?><?cs include!"hosted_keys.cs" ?><?cs include!"hosted_parts.cs" ?><?cs call:page_head() ?><body class="public hosted<?cs if:Hosted.form == "revoked" ?> void<?cs /if ?>" data-void="<?cs var:Lang.revoked ?>">
<a class="skip" href="#record"><?cs var:Lang.skip ?></a>
<header class="bar"><p class="brand"><?cs call:mark() ?><span dir="auto"><?cs var:Site.institution ?></span></p>
<nav class="views" aria-label="<?cs var:Lang.hosted.ways ?>"><a href="<?cs var:url_validate(Hosted.json) ?>" download type="application/json"><?cs var:Lang.hosted.download ?></a>
<button type="button" class="js print-button" hidden><?cs var:Lang.view.print ?></button></nav></header>
<?cs if:?Site.demo ?><aside class="demo"><?cs var:Lang.demo ?></aside>
<?cs /if ?><main id="record" class="sheet">
<div class="body">
<p class="form-of"><?cs var:Hosted.label ?></p>
<?cs if:Hosted.form == "revoked" ?><?cs call:hosted_revoked() ?><?cs elif:Hosted.form == "keys" ?><?cs call:hosted_key() ?><?cs call:hosted_check() ?><?cs elif:Hosted.form == "revocations" ?><?cs call:hosted_list() ?><?cs call:hosted_check() ?><?cs elif:Hosted.form == "profiles" ?><?cs call:hosted_profile() ?><?cs elif:Hosted.form == "endorsements" ?><?cs call:hosted_endorsement() ?><?cs elif:Hosted.form == "assertions" ?><?cs call:hosted_assertion() ?><?cs else ?><?cs call:hosted_achievement() ?><?cs /if ?></div>
<div class="run" aria-hidden="true"><span><?cs var:Page.title ?></span> <span><?cs var:Hosted.url ?></span></div>
</main>
<?cs if:?Hosted.archive ?><?cs call:page_end() ?><?cs else ?><?cs call:public_end() ?><?cs /if ?>
