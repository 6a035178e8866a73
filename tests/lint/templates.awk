# One template in, one line a complaint out: "FILE:LINE: what: where".
# The text is read once, character by character, as a browser would: between
# tags, in a tag, in a value.  A ClearSilver tag is one step of that.

function complain(what) {
	gsub(/[ \t\n]+/, " ", what)
	print FILENAME ":" line ": " what
}

# A ClearSilver tag, without "<?cs" and "?>".
function judge_tag(tag,  expression) {
	if (tag ~ /^(alt|name|uvar|lvar|evar|linclude|set):/)
		complain("<?cs " tag " ?>")
	if (tag ~ /^include:/)
		complain("<?cs " tag " ?> (write include!)")
	if (tag ~ /^escape:[ \t]*"none"/)
		complain("<?cs " tag " ?>")
	if (tag ~ /!=[ \t]*""/)
		complain("<?cs " tag " ?> (true when it is missing)")
	if (tag ~ /^var:/) {
		expression = substr(tag, 5)
		gsub(/[ \t\n]+/, "", expression)
		if (expression ~ ESCAPES "\\(" &&
		    expression !~ "^" ESCAPES "\\([^()]*\\)$")
			complain("<?cs " tag " ?> (a function within more)")
	}
}

# A value in an HTML tag; each ClearSilver tag in it is "\001TAG\002".
function judge_value(attribute, value) {
	if (attribute ~ /^on[a-z]/)
		complain(attribute "= (no script inline)")
	if (attribute == "style")
		complain("style= (no style inline)")
	if (value ~ /^[ \t\n]*(javascript|vbscript):/)
		complain(attribute "=\"" value "\"")
	if (attribute !~ ADDRESSES)
		return
	# What fixes the scheme is the first thing printed.
	while (match(value, /^[ \t\n]*\001[^\002]*\002/)) {
		first = substr(value, RSTART, RLENGTH)
		sub(/^[ \t\n]*\001/, "", first)
		sub(/\002$/, "", first)
		if (first !~ /^(if|elif|else|\/if|call|each|\/each|#)/) {
			if (first !~ /^var:url_validate\([^()]*\)$/ &&
			    !(attribute == "src" && element == "img" &&
			    first ~ /^var:image_validate\([^()]*\)$/))
				complain(attribute "=\"<?cs " first " ?>\"")
			return
		}
		value = substr(value, RSTART + RLENGTH)
	}
}

function judge_element(tag) {
	if (tag == "style")
		complain("<style> (no style inline)")
	if (tag == "script" && !has_src && !is_data)
		complain("<script> (no script inline)")
}

BEGIN {
	ESCAPES = "(html_escape|url_escape|js_escape|css_escape|html_strip|" \
	    "text_html|url_validate|image_validate|jsonld)"
	ADDRESSES = "^(href|src|action|formaction|poster|data|cite|srcset|" \
	    "background|xlink:href)$"
}

{ text = text $0 "\n" }

END {
	line = 1
	state = "text"
	n = length(text)
	for (i = 1; i <= n; i++) {
		c = substr(text, i, 1)
		if (c == "\n")
			line++
		if (substr(text, i, 4) == "<?cs") {
			end = index(substr(text, i), "?>")
			if (!end) {
				complain("<?cs without ?>")
				exit
			}
			tag = substr(text, i + 4, end - 5)
			sub(/^[ \t\n]+/, "", tag)
			sub(/[ \t\n]+$/, "", tag)
			judge_tag(tag)
			line += gsub(/\n/, " ", tag)
			i += end
			if (state == "quoted" || state == "bare")
				value = value "\001" tag "\002"
			else if (state == "equals") {
				state = "bare"
				value = "\001" tag "\002"
			}
			if (state == "bare")
				complain(attribute "=<?cs " tag \
				    " ?> (quote the value)")
			continue
		}
		if (state == "text") {
			if (c == "<" && substr(text, i, 4) == "<!--")
				state = "comment"
			else if (c == "<" && substr(text, i + 1) ~ /^[A-Za-z]/) {
				state = "name"
				element = ""
				has_src = is_data = 0
			}
		} else if (state == "comment") {
			if (substr(text, i, 3) == "-->")
				state = "text"
		} else if (state == "name" && c ~ /[A-Za-z0-9-]/) {
			element = element tolower(c)
		} else if (state == "quoted") {
			if (c == quote) {
				judge_value(attribute, value)
				if (attribute == "src")
					has_src = 1
				if (attribute == "type" && value ~ /^application\/(ld\+json|jose)$/)
					is_data = 1
				state = "tag"
				attribute = ""
			} else
				value = value c
		} else if (c == ">") {
			if (state == "bare")
				judge_value(attribute, value)
			judge_element(element)
			state = "text"
			attribute = ""
		} else if (state == "equals") {
			if (c == "\"" || c == "'") {
				state = "quoted"
				quote = c
				value = ""
			} else if (c !~ /[ \t\n]/) {
				state = "bare"
				value = c
			}
		} else if (state == "bare") {
			if (c ~ /[ \t\n]/) {
				judge_value(attribute, value)
				state = "tag"
				attribute = ""
			} else
				value = value c
		} else if (c == "=") {
			state = "equals"
		} else if (c ~ /[ \t\n\/]/) {
			state = "tag"
			attribute_over = 1
		} else {
			if (attribute_over)
				attribute = ""
			attribute_over = 0
			state = "tag"
			attribute = attribute tolower(c)
		}
	}
	if (state != "text")
		complain("the end stands in a tag or comment")
}
