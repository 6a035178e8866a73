/*
 * The elements and attributes an SVG may have, as two tables in the order
 * of strcmp().  Read by upload_svg.c.
 */
#include "http/upload_svg_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* clang-format off */
static const char *const elements[] = {
	"circle", "clipPath", "defs", "desc", "ellipse", "feBlend",
	"feColorMatrix", "feComponentTransfer", "feComposite",
	"feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap",
	"feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB",
	"feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode",
	"feMorphology", "feOffset", "fePointLight", "feSpecularLighting",
	"feSpotLight", "feTile", "feTurbulence", "filter", "g", "image", "line",
	"linearGradient", "marker", "mask", "metadata", "path", "pattern",
	"polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg",
	"switch", "symbol", "text", "textPath", "title", "tref", "tspan", "use",
	"view",
};

static const char *const attributes[] = {
	"alignment-baseline", "amplitude", "azimuth", "baseFrequency",
	"baseProfile", "baseline-shift", "bias", "class", "clip", "clip-path",
	"clip-rule", "clipPathUnits", "color", "color-interpolation",
	"color-interpolation-filters", "color-profile", "color-rendering",
	"contentScriptType", "contentStyleType", "cursor", "cx", "cy", "d",
	"diffuseConstant", "direction", "display", "divisor",
	"dominant-baseline", "dx", "dy", "edgeMode", "elevation",
	"enable-background", "exponent", "fill", "fill-opacity", "fill-rule",
	"filter", "filterUnits", "flood-color", "flood-opacity", "font",
	"font-family", "font-size", "font-size-adjust", "font-stretch",
	"font-style", "font-variant", "font-weight", "fr", "fx", "fy",
	"glyph-orientation-horizontal", "glyph-orientation-vertical",
	"gradientTransform", "gradientUnits", "height", "id", "image-rendering",
	"in", "in2", "intercept", "isolation", "k1", "k2", "k3", "k4",
	"kernelMatrix", "kernelUnitLength", "kerning", "lang", "lengthAdjust",
	"letter-spacing", "lighting-color", "limitingConeAngle", "marker",
	"marker-end", "marker-mid", "marker-start", "markerHeight",
	"markerUnits", "markerWidth", "mask", "mask-type", "maskContentUnits",
	"maskUnits", "media", "method", "mix-blend-mode", "mode", "numOctaves",
	"offset", "opacity", "operator", "order", "orient", "overflow",
	"paint-order", "pathLength", "patternContentUnits", "patternTransform",
	"patternUnits", "pointer-events", "points", "pointsAtX", "pointsAtY",
	"pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits",
	"r", "radius", "refX", "refY", "requiredExtensions", "requiredFeatures",
	"result", "role", "rotate", "rx", "ry", "scale", "seed",
	"shape-rendering", "side", "slope", "spacing", "specularConstant",
	"specularExponent", "spreadMethod", "startOffset", "stdDeviation",
	"stitchTiles", "stop-color", "stop-opacity", "stroke",
	"stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
	"stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
	"stroke-width", "style", "surfaceScale", "systemLanguage", "tabindex",
	"tableValues", "targetX", "targetY", "text-anchor", "text-decoration",
	"text-rendering", "textLength", "transform", "transform-origin", "type",
	"unicode-bidi", "values", "vector-effect", "version", "viewBox",
	"visibility", "width", "word-spacing", "writing-mode", "x", "x1", "x2",
	"xChannelSelector", "y", "y1", "y2", "yChannelSelector", "z",
	"zoomAndPan",
};
/* clang-format on */

static int
compare(const void *name, const void *row)
{
	return strcmp(name, *(const char *const *)row);
}

bool
upload_svg_names_element(const char *name)
{
	return bsearch(name, elements, sizeof elements / sizeof *elements,
		       sizeof *elements, compare) != NULL;
}

bool
upload_svg_names_attribute(const char *name)
{
	return str_starts(name, "data-") || str_starts(name, "aria-") ||
	       bsearch(name, attributes, sizeof attributes / sizeof *attributes,
		       sizeof *attributes, compare) != NULL;
}
