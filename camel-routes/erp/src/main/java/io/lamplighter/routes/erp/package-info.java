/** Work orders to the ERP, as IEC 61968-100 messages. */
@NullMarked
package io.lamplighter.routes.erp;

import org.jspecify.annotations.NullMarked;
