/** A follower for tests. */
@NullMarked
package io.lamplighter.probe;

import org.jspecify.annotations.NullMarked;
