/** The municipal hotline and city management, as they speak: Open311 GeoReport v2. */
@NullMarked
package io.lamplighter.intake.hotline;

import org.jspecify.annotations.NullMarked;
