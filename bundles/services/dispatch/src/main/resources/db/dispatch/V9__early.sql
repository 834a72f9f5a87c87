comment on column appointment.state is 'made, kept, early (its crew was there before), missed-by-customer, missed-by-crew or cancelled';
