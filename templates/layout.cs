<?cs # The frame of each page: page_start() … page_end(). ?>
<?cs def:page_head() ?><!DOCTYPE html>
<html lang="<?cs var:Page.lang ?>" dir="<?cs var:Page.dir ?>" prefix="clri: https://purl.imsglobal.org/spec/clr/vocab# schema: http://schema.org/ obi: https://w3id.org/openbadges#">
<head>
<meta charset="utf-8">
<title><?cs var:Page.title ?></title>
<?cs if:string.length(Doc.json) > #0 ?><script type="application/ld+json"><?cs var:jsonld(Doc.json) ?></script>
<?cs if:?Doc.jws ?><script type="application/jose" id="clr-jws"><?cs var:Doc.jws ?></script>
<?cs /if ?><?cs if:string.length(Doc.schema) > #0 ?><script type="application/ld+json"><?cs var:jsonld(Doc.schema) ?></script>
<?cs /if ?><?cs /if ?><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<?cs if:?Page.robots ?><meta name="robots" content="<?cs var:Page.robots ?>">
<?cs /if ?><?cs if:string.length(Page.description) > #0 ?><meta name="description" content="<?cs var:Page.description ?>">
<meta property="og:description" content="<?cs var:Page.description ?>">
<?cs /if ?><meta property="og:title" content="<?cs var:Page.title ?>">
<meta property="og:type" content="article">
<?cs if:?Page.url ?><meta property="og:url" content="<?cs var:Page.url ?>">
<link rel="canonical" href="<?cs var:url_validate(Page.url) ?>">
<?cs /if ?><?cs if:?Page.json ?><link rel="alternate" type="application/ld+json" href="<?cs var:url_validate(Page.json) ?>">
<?cs /if ?><link rel="stylesheet" href="<?cs var:url_validate(Site.base + "/static/clarus.css?v=" + Site.version) ?>">
<?cs if:?Page.tool ?><link rel="stylesheet" href="<?cs var:url_validate(Site.base + "/static/builder.css?v=" + Site.version) ?>">
<link rel="stylesheet" href="<?cs var:url_validate(Site.base + "/static/office.css?v=" + Site.version) ?>">
<?cs /if ?><link rel="icon" type="image/svg+xml" href="<?cs var:url_validate(Site.base + "/static/icon.svg?v=" + Site.version) ?>">
<script type="module" src="<?cs var:url_validate(Site.base + "/static/clarus.js?v=" + Site.version) ?>"></script>
</head>
<?cs /def ?>

<?cs # The mark of the program: a sheet with a seal. ?>
<?cs def:mark() ?><svg class="mark-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="M5 2h10l4 4v16H5z" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 8h7M8 11h7" stroke="currentColor" stroke-width="1.6"/><circle cx="14" cy="16.5" r="3" fill="currentColor"/></svg><?cs /def ?>

<?cs # The tool's own pages: a bar with the ways about. ?>
<?cs def:page_bar() ?><a class="skip" href="#main"><?cs var:Lang.skip ?></a>
<header class="bar">
<a class="brand" href="<?cs var:url_validate(Site.base + "/") ?>"><?cs call:mark() ?><span dir="auto"><?cs var:Site.institution ?></span></a>
<nav aria-label="<?cs var:Lang.nav.label ?>"><?cs if:?User.may.read ?>
<a href="<?cs var:url_validate(Site.base + "/build") ?>"><?cs var:Lang.nav.build ?></a>
<a href="<?cs var:url_validate(Site.base + "/records") ?>"><?cs var:Lang.nav.records ?></a><?cs /if ?><?cs if:?User.may.import ?>
<a href="<?cs var:url_validate(Site.base + "/import") ?>"><?cs var:Lang.nav.import ?></a><?cs /if ?><?cs if:?User.may.audit ?>
<a href="<?cs var:url_validate(Site.base + "/admin") ?>"><?cs var:Lang.nav.admin ?></a><?cs /if ?>
<a href="<?cs var:url_validate(Site.base + "/verify") ?>"><?cs var:Lang.nav.verify ?></a>
</nav>
<div class="me"><?cs if:?User.name ?><a href="<?cs var:url_validate(Site.base + "/account") ?>"><b dir="auto"><?cs var:User.name ?></b> <span class="quiet"><?cs var:User.role ?></span></a>
<form method="post" action="<?cs var:url_validate(Site.base + "/logout") ?>"><input type="hidden" name="token" value="<?cs var:User.token ?>"><button class="plain"><?cs var:Lang.nav.out ?></button></form><?cs else ?><a href="<?cs var:url_validate(Site.base + "/login") ?>"><?cs var:Lang.nav.in ?></a><?cs /if ?></div>
</header>
<?cs if:?Site.demo ?><aside class="demo"><?cs var:Lang.demo ?></aside>
<?cs /if ?><?cs /def ?>
<?cs def:page_start() ?><?cs call:page_head() ?><body class="tool">
<?cs call:page_bar() ?><?cs /def ?>

<?cs def:foot_words() ?><?cs var:Lang.foot ?> <span dir="auto"><?cs var:Site.institution ?></span>. <?cs var:Lang.product ?><?cs /def ?>
<?cs def:page_end() ?><footer class="foot"><p><?cs call:foot_words() ?> · <a href="<?cs var:url_validate(Site.base + "/docs") ?>"><?cs var:Lang.docs.title ?></a></p></footer>
</body>
</html>
<?cs /def ?>

<?cs # Pages without the bar have the way to verify below. ?>
<?cs def:public_end() ?><footer class="foot"><p><?cs call:foot_words() ?> · <a href="<?cs var:url_validate(Site.base + "/verify") ?>"><?cs var:Lang.nav.verify_record ?></a></p></footer>
</body>
</html>
<?cs /def ?>

<?cs # To the pages before and after, of any list: web_set_pager(). ?>
<?cs def:pager() ?><?cs if:?List.prev || ?List.next ?><nav class="pager" aria-label="<?cs var:Lang.list.pages ?>"><?cs if:?List.prev ?><a rel="prev" href="<?cs var:url_validate(List.prev) ?>"><?cs var:Lang.list.prev ?></a><?cs /if ?><?cs if:?List.next ?> <a rel="next" href="<?cs var:url_validate(List.next) ?>"><?cs var:Lang.list.next ?></a><?cs /if ?></nav>
<?cs /if ?><?cs /def ?>
