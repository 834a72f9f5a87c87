/** Files of a bundle, as browsers want them. */
@NullMarked
package io.lamplighter.kit.files;

import org.jspecify.annotations.NullMarked;
