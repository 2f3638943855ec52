"""SIE: the exchange of charts, balances and vouchers between Swedish accounting programs."""
