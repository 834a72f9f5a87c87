/** Times as others write them. */
@NullMarked
package io.lamplighter.kit.time;

import org.jspecify.annotations.NullMarked;
