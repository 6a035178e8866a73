<?cs # A file of its own, read where no site stands behind it. ?><!DOCTYPE html>
<html lang="<?cs var:Page.lang ?>" dir="<?cs var:Page.dir ?>">
<head>
<meta charset="utf-8">
<title><?cs var:Lang.conformance.title ?> <?cs var:Report.base ?></title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>
body { font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere }
h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid; padding-bottom: .25rem }
dl { margin: 0 }
dt { font-weight: 600; margin-top: .75rem }
dd { margin: 0 0 0 1.5rem }
ul { margin: .25rem 0; padding-left: 1.25rem }
code { overflow-wrap: anywhere; font-size: .9375rem }
.is { display: inline-block; min-width: 6.5rem; font-weight: 600 }
.passed { color: light-dark(#1a6b37, #7fd39b) }
.failed { color: light-dark(#a4262c, #ff9a9a) }
</style>
</head>
<body>
<h1><?cs var:Lang.conformance.title ?> <?cs var:Report.base ?></h1>
<p><span class="is <?cs var:Report.kind ?>"><?cs var:Report.outcome ?></span> <time datetime="<?cs var:Report.at ?>"><?cs var:Report.at ?></time>, <?cs var:Report.requests ?> <?cs var:Lang.conformance.requests ?></p>
<p><?cs var:Lang.conformance.what ?></p>
<?cs each:f = Report.feature ?><h2><?cs var:f.name ?>: <span class="<?cs var:f.kind ?>"><?cs var:f.outcome ?></span></h2>
<dl>
<?cs each:c = f.check ?><dt><span class="is <?cs var:c.kind ?>"><?cs var:c.outcome ?></span> <?cs var:c.id ?></dt>
<dd><?cs var:c.words ?><?cs if:subcount(c.finding) > #0 ?>
<details<?cs if:?c.is_open ?> open<?cs /if ?>><summary><?cs var:Lang.conformance.asked ?></summary>
<ul>
<?cs each:e = c.finding ?><li><span class="<?cs var:e.kind ?>"><?cs var:e.outcome ?></span>: <?cs var:e.words ?><?cs if:?e.url ?> <code><?cs var:e.method ?> <?cs var:e.url ?>: <?cs var:e.status ?></code><?cs /if ?></li>
<?cs /each ?></ul>
</details><?cs /if ?></dd>
<?cs /each ?></dl>
<?cs /each ?></body>
</html>
