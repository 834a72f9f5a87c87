/** Whom it concerns that something happened to a request. */
@NullMarked
package io.lamplighter.kit.family;

import org.jspecify.annotations.NullMarked;
