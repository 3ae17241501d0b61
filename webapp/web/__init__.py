"""What every page needs: policies, languages, dates, assets, headers, logs."""
