<?cs include!"layout.cs" ?><?cs call:page_head() ?><body class="public hosted">
<a class="skip" href="#record"><?cs var:Lang.skip ?></a>
<header class="bar"><p class="brand"><?cs call:mark() ?><span dir="auto"><?cs var:Site.institution ?></span></p></header>
<main id="record" class="sheet">
<p class="form-of"><?cs var:Lang.archive.kind ?></p>
<h1><?cs var:Lang.archive.title ?> <span dir="auto"><?cs var:Site.institution ?></span></h1>
<p><?cs var:Lang.archive.lead ?></p>
<dl class="facts">
<div><dt><?cs var:Lang.archive.written ?></dt><dd><time datetime="<?cs var:Archive.written.iso ?>"><?cs var:Archive.written.words ?></time></dd></div>
<?cs each:k = Archive.kind ?><div><dt><?cs var:k.label ?></dt><dd><?cs var:k.count ?></dd></div>
<?cs /each ?><div><dt><?cs var:Lang.archive.revoked ?></dt><dd><?cs var:Archive.revoked ?></dd></div>
<?cs if:?Archive.media ?><div><dt><?cs var:Lang.archive.media ?></dt><dd><?cs var:Archive.media ?></dd></div>
<?cs /if ?></dl>
<p><?cs var:Lang.archive.names ?></p>

<h2><?cs var:Lang.archive.keep ?></h2>
<ol>
<li><?cs var:Lang.archive.keep_address ?> <b><?cs var:Archive.url ?></b>. <?cs var:Lang.archive.keep_why ?></li>
<li><?cs var:Lang.archive.keep_files ?></li>
<li><?cs var:Lang.archive.keep_lines ?></li>
<li><?cs var:Lang.archive.keep_sums ?> <code>sha256sum -c SHA256SUMS</code></li>
</ol>

<h2><?cs var:Lang.archive.servers ?></h2>
<p><?cs var:Lang.archive.plain ?></p>
<p><?cs var:Lang.archive.better ?></p>
<h3>nginx</h3>
<pre class="pem" tabindex="0" role="region" aria-label="nginx" id="nginx">map $http_accept $form {
	default .json;
	"~^text/html" .html;
}
server {
	listen 443 ssl;
	root /srv/archive;
	location <?cs var:Archive.base ?>/ims/clr/v1p0/ {
		try_files $uri$form $uri =404;
		types { text/html html; application/json json; }
		default_type application/json;
		charset utf-8;
		charset_types application/json;
		add_header Access-Control-Allow-Origin *;
		add_header Cache-Control no-cache;
		add_header Vary Accept;
	}
}</pre>
<h3>Apache</h3>
<p><?cs var:Lang.archive.apache ?></p>
<pre class="pem" tabindex="0" role="region" aria-label="Apache" id="apache">DocumentRoot /srv/archive
&lt;Directory /srv/archive&gt;
	Require all granted
	AllowOverride FileInfo
&lt;/Directory&gt;</pre>
<h3>lighttpd</h3>
<pre class="pem" tabindex="0" role="region" aria-label="lighttpd" id="lighttpd">server.modules += ( "mod_rewrite", "mod_setenv" )
server.document-root = "/srv/archive"
$REQUEST_HEADER["Accept"] =~ "^text/html" {
	url.rewrite-once = ( "^(<?cs var:Archive.base ?>/ims/clr/v1p0/[a-z]+/[A-Za-z0-9_-]+)$" =&gt; "$1.html" )
} else $REQUEST_HEADER["Accept"] =~ "" {
	url.rewrite-once = ( "^(<?cs var:Archive.base ?>/ims/clr/v1p0/[a-z]+/[A-Za-z0-9_-]+)$" =&gt; "$1.json" )
}
$HTTP["url"] =~ "^<?cs var:Archive.base ?>/ims/clr/v1p0/" {
	setenv.set-response-header = (
		"Access-Control-Allow-Origin" =&gt; "*",
		"Cache-Control" =&gt; "no-cache",
		"Vary" =&gt; "Accept"
	)
}
mimetype.assign += (
	".json" =&gt; "application/json; charset=utf-8",
	".html" =&gt; "text/html; charset=utf-8"
)</pre>

<h2><?cs var:Lang.archive.verify ?></h2>
<p><?cs var:Lang.archive.verify_words ?></p>
<p><?cs var:Lang.archive.revoked_words ?></p>
</main>
<?cs call:page_end() ?>
