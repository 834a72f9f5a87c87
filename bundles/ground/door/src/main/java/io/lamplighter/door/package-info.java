/** The one HTTP port: callers wait at it while a part is swapped. */
@NullMarked
package io.lamplighter.door;

import org.jspecify.annotations.NullMarked;
