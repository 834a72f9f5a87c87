/** TLS at the one HTTP port, by a certificate in PEM files that may be renewed while it runs. */
@NullMarked
package io.lamplighter.jetty.tls;

import org.jspecify.annotations.NullMarked;
