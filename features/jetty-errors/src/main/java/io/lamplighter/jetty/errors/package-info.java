/** What the HTTP server says when there is nobody it could ask. */
@NullMarked
package io.lamplighter.jetty.errors;

import org.jspecify.annotations.NullMarked;
