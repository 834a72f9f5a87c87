/** What GeoJSON files have in common, whatever their features are. */
@NullMarked
package io.lamplighter.kit.geojson;

import org.jspecify.annotations.NullMarked;
