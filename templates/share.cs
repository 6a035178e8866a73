<?cs include!"layout.cs" ?><?cs include!"macros.cs" ?><?cs include!"sheet.cs" ?><?cs include!"verify_checks.cs" ?><?cs include!"share_how.cs" ?><?cs call:page_head() ?><body class="public<?cs if:Page.view == "summary" ?> summary<?cs /if ?><?cs if:?Doc.revoked ?> void<?cs /if ?>" data-void="<?cs var:Lang.revoked ?>">
<a class="skip" href="#record"><?cs var:Lang.skip ?></a>
<header class="bar"><p class="brand"><?cs call:mark() ?><span dir="auto"><?cs var:Site.institution ?></span></p>
<?cs call:sheet_views() ?></header>
<?cs if:?Site.demo ?><aside class="demo"><?cs var:Lang.demo ?></aside>
<?cs /if ?><main id="record" class="sheet" typeof="clri:dtClr"<?cs if:?Doc.resource ?> resource="<?cs var:Doc.resource ?>"<?cs /if ?>>
<div class="body">
<?cs call:sheet() ?><?cs call:share_how() ?><footer class="colophon"><?cs if:?Share.qr.path ?><svg class="qr" viewBox="0 0 <?cs var:Share.qr.size ?> <?cs var:Share.qr.size ?>" role="img" aria-label="<?cs var:Lang.share.qr ?>" shape-rendering="crispEdges"><path class="paper" d="M0 0h<?cs var:Share.qr.size ?>v<?cs var:Share.qr.size ?>H0z"/><path d="<?cs var:Share.qr.path ?>"/></svg>
<?cs /if ?><div><p><?cs var:Lang.share.qr_words ?><br><a class="address" href="<?cs var:url_validate(Share.url) ?>"><?cs var:Share.url ?></a></p>
<p class="quiet"><?cs if:?Share.created.words ?><?cs var:Lang.share.shared ?> <time datetime="<?cs var:Share.created.iso ?>"><?cs var:Share.created.words ?></time>. <?cs /if ?><?cs if:?Share.json ?><a href="<?cs var:url_validate(Share.json) ?>" type="application/ld+json"><?cs var:Lang.view.json ?></a><?cs /if ?><?cs if:?Share.jws ?> <a href="<?cs var:url_validate(Share.jws) ?>"><?cs var:Lang.view.jws ?></a><?cs /if ?></p>
<p class="quiet"><?cs var:Lang.sheet.end ?></p></div></footer>
</div>
<?cs call:run_head() ?></main>
<?cs call:public_end() ?>
