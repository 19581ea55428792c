"""What stands between the keys and the workspace: labels, flags and stops, and the journal behind them."""
