/** Routes: the endpoints {@code desk:} and {@code journal:}, letters, live route files. */
@NullMarked
package io.lamplighter.camel;

import org.jspecify.annotations.NullMarked;
