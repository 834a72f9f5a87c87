/** What the parts of this instance say of themselves. */
@NullMarked
package io.lamplighter.kit.parts;

import org.jspecify.annotations.NullMarked;
