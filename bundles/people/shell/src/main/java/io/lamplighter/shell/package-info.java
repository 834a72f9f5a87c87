/** Commands of the scope {@code lamp} for the Karaf shell. */
@NullMarked
package io.lamplighter.shell;

import org.jspecify.annotations.NullMarked;
